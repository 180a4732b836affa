-- Roles of the server, made once for each cluster by whoever administers it (psql -f roles.sql). Passwords are set apart:
-- \password privacy_owner and so on. The server refuses to start with a role that is superuser, BYPASSRLS or owner of tables.
create role privacy_owner login nosuperuser nocreatedb nocreaterole nobypassrls;
create role privacy_customer login nosuperuser nocreatedb nocreaterole nobypassrls;
create role privacy_staff login nosuperuser nocreatedb nocreaterole nobypassrls;
create role privacy_jobs login nosuperuser nocreatedb nocreaterole nobypassrls;
