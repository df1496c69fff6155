"""The site in several processes: one line of requests before all of them, and as many connections to each.

A process answers one search at a time. With a line of its own before each, people wait in one while another
process has nothing to do; with one common line they do not (M/G/n instead of n times M/G/1, in the terms of
Kendall 1953).

`keeping.py` starts them and starts them anew. `line.py` orders the requests of a process, `loads.py` tells
which is idle, `bells.py` that one became so, `wire.py` carries a request over and its answer back,
`member.py` puts these around the site, `pool.py` holds what they need, `quick.py` answers suggestions
without another thread. `connections.py` shares connections out. `counts.py` is the memory of both.
"""
