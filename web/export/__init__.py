"""What is taken along: lines or articles written into files, row by row, in constant memory.

`model` says what an export is; `line_rows`, `article_rows`, `counted_rows` and `references` make its rows;
`as_csv`, `as_xlsx`, `as_jsonl` and `as_references` write them, generators of bytes all; `formats` names them;
`making` puts an export together of what was asked, `counting` one of a table. Only `here` knows of requests.
"""
