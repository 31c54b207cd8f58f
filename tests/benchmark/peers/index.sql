-- From a literal to the trials that need it, and to the nodes that have it: one row each instead of one an entry,
-- which halved the time of the query against an index on need (literal, trial).
CREATE TABLE trials_of AS SELECT literal, array_agg(trial ORDER BY trial) AS trials FROM need GROUP BY literal;
CREATE TABLE nodes_of AS SELECT literal, array_agg(node ORDER BY node) AS nodes FROM leaf GROUP BY literal;
CREATE TABLE tree AS
  SELECT n.node, n.trial, n.parent, n.depth, n.k, count(l.literal)::int AS literals
  FROM node n LEFT JOIN leaf l USING (node) GROUP BY n.node, n.trial, n.parent, n.depth, n.k ORDER BY n.trial;
ALTER TABLE trials_of ADD PRIMARY KEY (literal);
ALTER TABLE nodes_of ADD PRIMARY KEY (literal);
CREATE INDEX ON tree (trial);
CREATE INDEX ON refuted (patient, literal);
CREATE INDEX ON answer (patient);
VACUUM FULL ANALYZE;
VACUUM ANALYZE;
