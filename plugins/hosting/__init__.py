"""What hosts need beside the pages: headers, redirects, and a manifest of all files."""
