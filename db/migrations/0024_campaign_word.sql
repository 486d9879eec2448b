-- What was signed about a campaign stands beside the answers of all its loans, and each loan asks for it.
create index inbox_word on inbox (case_id) where kind = 'command' and type in ('propose', 'approve', 'refuse');
