-- The telephony of the demo on MariaDB: a table of calls as Asterisk writes it. All numbers are invented.
create table cdr (
  uniqueid varchar(32) not null primary key,
  -- The clock of the telephone exchange shows Moscow time.
  calldate datetime not null,
  direction varchar(8) not null,
  -- The customer's number, and the employee's extension.
  src varchar(32) not null,
  dst varchar(32) not null,
  billsec integer not null,
  disposition varchar(16) not null,
  recordingfile varchar(255) not null default '',
  accountcode varchar(20) not null,
  key by_account (accountcode, calldate)
) default charset = utf8mb4;

create table extensions (
  extension varchar(32) not null primary key,
  department varchar(60) not null
) default charset = utf8mb4;
insert into extensions values ('104', 'бухгалтерия'), ('214', 'поддержка'), ('215', 'поддержка'), ('301', 'отдел продаж');

-- Of 200 accounts each has called now and then, the last time in November 2026; of what was answered, half was recorded.
insert into cdr
select concat('1764', lpad(a.seq, 4, '0'), '.', n.seq),
  timestamp '2026-11-27 18:30:00' - interval (n.seq * 17 + a.seq % 13) day + interval (a.seq * 7 + n.seq * 31) % 480 minute - interval 8 hour,
  if((a.seq + n.seq) % 4 = 0, 'outbound', 'inbound'),
  concat('+7 000 ', lpad(a.seq * 10, 7, '0')),
  elt(1 + (a.seq + n.seq) % 4, '104', '214', '215', '301'),
  if((a.seq + n.seq) % 6 = 0, 0, 25 + (a.seq * 37 + n.seq * 101) % 875),
  if((a.seq + n.seq) % 6 = 0, 'NO ANSWER', 'ANSWERED'),
  if((a.seq + n.seq) % 6 <> 0 and (a.seq + n.seq) % 2 = 0, concat('1764', lpad(a.seq, 4, '0'), '-', n.seq, '.wav'), ''),
  concat('acc-', a.seq)
from seq_1_to_200 a, seq_0_to_39 n
where n.seq <= 4 + a.seq % 36;
