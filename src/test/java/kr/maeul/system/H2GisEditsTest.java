package kr.maeul.system;

class H2GisEditsTest extends EditsContract {}
