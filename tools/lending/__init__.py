"""One line of requests before all processes of a site: one that waits is handed to a process that is idle.

A process answers one search at a time. With a line of its own before each, people wait in one while another
process has nothing to do; with one common line they do not (M/G/n instead of n times M/G/1, in the terms of
Kendall 1953).

`line.py` orders the requests of a process, `loads.py` tells the processes of each other, `wire.py` carries a
request over and its answer back, `pool.py` puts them around the site.
"""
