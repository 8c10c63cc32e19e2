package kr.maeul.people;

class H2GisSigningInTest extends SigningInContract {}
