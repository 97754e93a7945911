/**
 * The words of the most common passwords, in lower case without marks; digits behind them don't make them rare. Of lists
 * of leaked passwords those that this marketplace's rule of length would let through with a few digits, and our own names.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `password passwort passw0rd pa55word p4ssword p4ssw0rd mypassword thepassword newpassword passwordpassword
   qwerty qwertz qwertyuiop qwerty123456 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc zaq12wsx qazwsxedc
   q1w2e3r4t5 asdfghjkl asdfgh zxcvbnm zxcvbn abc abcd abcdef abcd1234 abc123abc123 a1b2c3d4e5 123456789a 123qweasdzxc
   iloveyou ilovegod iloveyouforever loveyou lovely love letmein letmeinnow opensesame welcome welcomehome welcome1welcome
   changeme changemenow changeit secret topsecret default temp temporary test testing test1234test guest login user username
   admin administrator adminadmin root rootroot toor superuser sysadmin master master123master hello helloworld
   monkey dragon shadow sunshine princess superman batman spiderman pokemon starwars trustno trustno1 whatever
   football baseball basketball hockey soccer baseballbat yankees cowboys steelers eagles patriots packers chiefs lakers
   michael jennifer jessica ashley daniel thomas charlie jordan jordan23 michelle nicole matthew anthony joshua
   summer winter spring autumn monday friday january december blink freedom mustang corvette ferrari harley
   computer internet google facebook samsung microsoft apple iphone nintendo minecraft fortnite
   cheese chocolate cookie banana orange purple yellow silver golden flower butterfly angel angels heaven jesus
   holdfast holdfastholdfast ticket tickets ticketmaster marketplace consignor consignment staff finance support
   demoadmin demostaff demosupport demofinance democonsignor demofan correcthorsebatterystaple`.split(/\s+/),
);
