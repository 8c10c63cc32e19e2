/*
 * CQL2 text (OGC 21-065r2, Annex B).
 *
 * One ladder of precedence for conditions and values alike, so that an opening parenthesis never asks for more than two
 * tokens of lookahead: whether something is a condition, a number or a list is decided by its type, after parsing.
 * What looks like a call is a call here: predicates (S_INTERSECTS, …), CASEI, DATE, INTERVAL and BBOX get their meaning in
 * CqlTextTree. Only WKT has a syntax of its own.
 *
 * CQL text from before CQL2 is read by it too: ILIKE is for that alone, and a backslash is then a character like any other.
 */
grammar CqlGrammar;

options {
  caseInsensitive = true;
}

@lexer::members {
  /** Whether a backslash within a text takes the meaning of the next character away. */
  boolean escapes = true;
}

filter: expression EOF;

expression: conjunction (OR conjunction)*;

conjunction: negation (AND negation)*;

negation: NOT* predicate;

predicate: sum tail?;

tail
  : comparison=(EQ | NE | LT | GT | LE | GE) sum     # compareTail
  | NOT? (LIKE | ILIKE) sum                          # likeTail
  | NOT? BETWEEN sum AND sum                         # betweenTail
  | NOT? IN LP expression (COMMA expression)* RP     # inTail
  | IS NOT? NULL                                     # nullTail
  ;

sum: product ((PLUS | MINUS) product)*;

product: power ((STAR | SLASH | PERCENT | DIV) power)*;

power: factor (CARET factor)?;

factor: (PLUS | MINUS)? atom;

atom
  : NUMBER                                           # number
  | STRING                                           # string
  | (TRUE | FALSE)                                   # truth
  | geometry                                         # shape
  | name LP (expression (COMMA expression)*)? RP     # call
  | (name | QUOTED)                                  # property
  | LP (expression (COMMA expression)*)? RP          # parentheses
  ;

name: IDENTIFIER | Z | EMPTY | ILIKE | kind;

kind: POINT | LINESTRING | POLYGON | MULTIPOINT | MULTILINESTRING | MULTIPOLYGON | GEOMETRYCOLLECTION;

geometry
  : POINT Z? pointText                                              # point
  | LINESTRING Z? lineText                                          # line
  | POLYGON Z? polygonText                                          # polygon
  | MULTIPOINT Z? LP member (COMMA member)* RP                      # multiPoint
  | MULTILINESTRING Z? LP lineText (COMMA lineText)* RP             # multiLine
  | MULTIPOLYGON Z? LP polygonText (COMMA polygonText)* RP          # multiPolygon
  | GEOMETRYCOLLECTION Z? LP geometry (COMMA geometry)* RP          # collection
  | kind Z? EMPTY                                                   # empty
  ;

pointText: LP position RP;

// Many write the points of a MULTIPOINT without parentheses of their own.
member: pointText | position;

lineText: LP position (COMMA position)* RP;

polygonText: LP lineText (COMMA lineText)* RP;

position: coordinate coordinate coordinate?;

coordinate: (PLUS | MINUS)? NUMBER;

AND: 'AND';
OR: 'OR';
NOT: 'NOT';
LIKE: 'LIKE';
ILIKE: 'ILIKE';
BETWEEN: 'BETWEEN';
IN: 'IN';
IS: 'IS';
NULL: 'NULL';
TRUE: 'TRUE';
FALSE: 'FALSE';
DIV: 'DIV';
POINT: 'POINT';
LINESTRING: 'LINESTRING';
POLYGON: 'POLYGON';
MULTIPOINT: 'MULTIPOINT';
MULTILINESTRING: 'MULTILINESTRING';
MULTIPOLYGON: 'MULTIPOLYGON';
GEOMETRYCOLLECTION: 'GEOMETRYCOLLECTION';
EMPTY: 'EMPTY';
Z: 'Z';

EQ: '=';
NE: '<>';
LE: '<=';
GE: '>=';
LT: '<';
GT: '>';
PLUS: '+';
MINUS: '-';
STAR: '*';
SLASH: '/';
PERCENT: '%';
CARET: '^';
LP: '(';
RP: ')';
COMMA: ',';

NUMBER: (DIGIT+ ('.' DIGIT*)? | '.' DIGIT+) ('E' [+-]? DIGIT+)?;

// A quotation mark within is doubled or follows a backslash.
STRING: '\'' ('\'\'' | {escapes}? '\\' . | {!escapes}? '\\' | ~['\\])* '\'';

// Names with other characters, or equal to a keyword; a quotation mark within is doubled.
QUOTED: '"' ('""' | ~["])+ '"';

IDENTIFIER: START PART*;

BLANK: [\u0009-\u000D\u0020\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+ -> skip;

// Whatever else comes is for the parser to refuse, with its place.
STRAY: .;

fragment DIGIT: [0-9];

fragment START
options { caseInsensitive = false; }
  : [:_A-Za-z]
  | [\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u167F\u1681-\u1FFE]
  | [\u200C-\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD]
  | [\u{10000}-\u{EFFFF}]
  ;

fragment PART: START | [.0-9\u0300-\u036F\u203F-\u2040];
