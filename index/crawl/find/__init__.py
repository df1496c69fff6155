"""What leads where, without a network or a store: which addresses are one page, and which are worth a visit.

identity    which addresses are the same page; beneath it spelling, platforms, parameters
scope       which addresses are the portal's to crawl
discovery   what a page, a feed or a sitemap leads to; beneath it markup, leading, claims, pagers
sitemaps    what a sitemap names
places      where a new portal may have feeds and sitemaps
traps       patterns of addresses without end; beneath it patterns
"""
