"""One page over HTTP, politely and with limits on everything.

fetching    a page, whatever the server does
robots      what robots.txt allows
gate        no two requests to a host or an address too close to each other
targets     addresses in their parts, as they are asked for
addresses   names to addresses, none of them private
asking      who asks, and what is known of a page already
errands     a page on its way
connections to addresses that were checked, kept open
tls         how far an old server may fall short
wire        every byte counted and timed
reading     an answer, as far as it is wanted
answers     what a status, a media type and Retry-After mean
decoding    compression undone piece by piece
troubles    what goes wrong, with a code to count by
"""
