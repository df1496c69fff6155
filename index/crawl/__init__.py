"""The crawler: what is fetched when, politely, and how pages and feeds lead to others.

fetch       one page over HTTP
find        which addresses are the same page, what a page leads to, what has no end
model       what crosses these: addresses found, what to fetch, what came of it
crawler     all of it together, over the frontier of the store
entering    the portals that are crawled; what is found, as the frontier takes it
servers     whose turn it is
permits     the robots.txt of every host
answered    what an answer says of its host, and the page as it is kept
visitor     one visit, in a thread
readers     the processes that read pages
harvesting  what a fetched page holds, in one of them
settling    what a visit comes to
reasons     why, in codes to count by
moving      what a redirect to another page says
sharing     words that many addresses suddenly share, which are not taken
tallying    what is counted of visits
revisiting  when a page is looked at again
keeping     what came of visits, into the store
progress    what was done so far, for people
"""
