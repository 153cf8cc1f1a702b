-- In which language somebody reads the pages; nothing stands for the language of their browser.

ALTER TABLE user_account ADD COLUMN language {text};
