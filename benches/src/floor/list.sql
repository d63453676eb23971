-- What a page of a child's activities costs: the page, and how many there are on all pages, in one statement.
\if :known = 0
SELECT family_id AS family, child_id AS child FROM activities
WHERE family_id = (SELECT family_id FROM children GROUP BY family_id HAVING count(*) > 1)
LIMIT 1 \gset
\set known 1
\endif
SELECT family_id, id, child_id, kind, variant, amount_ml, start_at, end_at, sealed, created_by, created_at, updated_at,
    version, paused_seconds, deleted_at, (SELECT COUNT(id) AS total FROM activities
        WHERE family_id = :family AND child_id = :child AND deleted_at IS NULL) AS total
FROM activities WHERE family_id = :family AND child_id = :child AND deleted_at IS NULL
ORDER BY start_at DESC, id DESC LIMIT 21;
