-- A message that brings a one-time code names the link to the own page for which it brings one; the code is made as it is handed over, and of that only the
-- hash is here. What waited before held its code in clear, and what failed kept it; the series says for which link: own-page:<link>.

UPDATE message SET detail = 'code:' || substr(series, 10) WHERE template = 'one_time_code' AND detail IS NOT NULL AND series LIKE 'own-page:%';
UPDATE message SET detail = NULL WHERE template = 'one_time_code' AND detail NOT LIKE 'code:%';
