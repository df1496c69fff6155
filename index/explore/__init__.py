"""A new portal looked at with few requests, and the draft of its file, which a person then checks.

model      what the exploration tells
visiting   requests within a budget, robots.txt obeyed
sights     a page that was fetched, read once
owning     which addresses are the portal's, and how they are written
days       days as feeds and lists write them
shapes     CSS selectors of a list, guessed where a structure repeats
lists      list pages: which are looked at, what they hold, how their pagers go on
sources    feeds and sitemaps, and how new they are
samples    articles as the crawl would keep them
facts      what the pages say of their portal
permitted  what robots.txt says to us
guesses    name and place
warning    what a person must know
exploring  all of it in order
drafting   what was found as a portal file
"""
