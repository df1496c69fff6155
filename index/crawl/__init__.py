"""The crawler: what is fetched when, politely, and how pages and feeds lead to others.

model       what crosses the parts of the package: addresses found, what to fetch, what came of it
identity    which addresses are the same page; beneath it spelling, platforms, parameters
scope       which addresses are the portal's to crawl
addresses   names to addresses, none of them private
fetching    one page over HTTP, with all limits
robots      what robots.txt allows
gate        no two requests to a host or an address too close to each other
discovery   what a page, a feed or a sitemap leads to; beneath it markup, leading, claims, pagers
sitemaps    what a sitemap names
places      where a new portal may have feeds and sitemaps
traps       patterns of addresses without end
revisiting  when a page is looked at again
crawler     all of it together, over the frontier of the store
"""
