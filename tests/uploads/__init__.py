"""Files to attach: good ones from real libraries, and hostile ones of every class, all made in code."""
