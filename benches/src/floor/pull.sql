-- What a page of 500 changes costs: the family, its log, and the activities that were logged. The ids are one array, as
-- pgbench has no 500 variables.
\if :known = 0
SELECT family_id AS family FROM children GROUP BY family_id HAVING count(*) > 1 \gset
SELECT array_agg(entity_id) AS ids FROM changes WHERE family_id = :family AND seq > 100 AND seq <= 600 \gset
\set known 1
\endif
SELECT id, seq, share_code_index, wrapped_key, sealed, zone, day_start_minutes, created_at, updated_at, version
FROM families WHERE id = :family LIMIT 1;
SELECT family_id, seq, account_id, at, event, entity, entity_id, sealed
FROM changes WHERE family_id = :family AND seq > 100 ORDER BY seq ASC LIMIT 501;
SELECT family_id, id, child_id, kind, variant, amount_ml, start_at, end_at, sealed, created_by, created_at, updated_at,
    version, paused_seconds, deleted_at
FROM activities WHERE family_id = :family AND id = ANY(:ids) AND deleted_at IS NULL;
