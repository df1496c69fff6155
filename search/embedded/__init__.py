"""The embedded engine: a Whoosh index with our own evaluation. Nothing else imports whoosh."""
