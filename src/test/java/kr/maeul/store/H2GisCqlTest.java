package kr.maeul.store;

class H2GisCqlTest extends CqlContract {}
