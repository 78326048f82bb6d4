-- What lists are searched by, in lower case: the words of a document's key and labels. Documents of before are found by
-- their whole text until they change.
alter table document add column search_text text not null default '';
update document set search_text = lower(body);
