"""The frontier in the database: every address that was ever named, and what came of it.

visits      rows of its tables, and what is recorded at once
frontier    what is asked of it: leases, what is due, counts
recording   what came of visits, written in one transaction
clocks      times that a clock which ran ahead has written
naming      addresses that are new, or said to be newer than before
"""
