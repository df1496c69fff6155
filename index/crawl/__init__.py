"""The crawler: what is fetched when, politely, and how pages and feeds lead to others.

model       what crosses the parts of the package: addresses found, what to fetch, what came of it
identity    which addresses are the same page; beneath it spelling, platforms, parameters
scope       which addresses are the portal's to crawl
targets     addresses in their parts, as they are asked for
addresses   names to addresses, none of them private
fetching    one page over HTTP, with all limits
asking      who asks, and what is known of a page already
errands     a page on its way
connections to addresses that were checked, kept open
tls         how far an old server may fall short
wire        every byte counted and timed
reading     an answer, as far as it is wanted
answers     what a status, a media type and Retry-After mean
decoding    compression undone piece by piece
troubles    what goes wrong, with a code to count by
robots      what robots.txt allows
gate        no two requests to a host or an address too close to each other
discovery   what a page, a feed or a sitemap leads to; beneath it markup, leading, claims, pagers
sitemaps    what a sitemap names
places      where a new portal may have feeds and sitemaps
traps       patterns of addresses without end
revisiting  when a page is looked at again
entering    what is found, as the frontier takes it
servers     whose turn it is
permits     the robots.txt of every host
harvesting  what a fetched page holds, in processes that help
settling    what a visit comes to
keeping     what came of visits, into the store
crawler     all of it together, over the frontier of the store
"""
