-- Manifests of copies are signed by jobs, with the head of the log of the account the copy is of.
grant execute on function privacy.log_head(text) to privacy_jobs;
