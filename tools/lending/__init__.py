"""One line of requests before all processes of a site: one that waits is handed to a process that is idle.

A process answers one search at a time. With a line of its own before each, people wait in one while another
process has nothing to do: of two that are busy three quarters of the time, pages of 24 ms take 59 ms by the
median and 245 ms by the 95th percentile where each shares its time among all that came to it, 32 and 94 ms
where the first in one common line goes to whoever is free (M/G/2 beside M/G/1, by simulation).

`line.py` orders the requests of a process, `loads.py` tells the processes of each other, `wire.py` carries a
request over and its answer back, `sharing.py` puts them around the site.
"""
