"""The search box for pages of others: its script, its snippet, and the page that makes one."""
