"""What operators see of a crawl: `tratin status`, its alarms, and the operators' page, of the same values.

portals     what the store knows of each portal that is crawled
machine     the disk, the lock of the crawl, the index
observing   both at once, and the alarms
alarms      what of it somebody must look at
telling     the values as JSON
lines       the values in words for a terminal
"""
