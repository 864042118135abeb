-- Lists stay quick however long they are.

create index people_made_at on people (made_at, id);

create index grants_role on grants (role, person);

-- What has no place in the chain yet: a handful, looked for every second.
create index audit_unchained on audit (at, id) where number is null;
drop index audit_at;
