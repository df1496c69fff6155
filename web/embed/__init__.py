"""The search box for pages of others: its script, the snippet that puts it there, and the page that makes one."""
