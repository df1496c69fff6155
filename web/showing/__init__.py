"""What a source lets be shown: `cutting` says how much, `reader` and `precedents` answer no more of it."""
