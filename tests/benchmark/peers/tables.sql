-- Trials, and of each patient the leaves that are FALSE for them; see trial_rows.h.
CREATE TABLE trial (trial int PRIMARY KEY, trees int NOT NULL);
CREATE TABLE need (trial int, literal int);
CREATE TABLE node (node int, trial int, parent int, depth int, k int);
CREATE TABLE leaf (node int, literal int);
CREATE TABLE refuted (patient int, literal int);
CREATE TABLE answer (patient int, trial int);
