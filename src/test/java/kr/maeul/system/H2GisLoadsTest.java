package kr.maeul.system;

class H2GisLoadsTest extends LoadsContract {}
