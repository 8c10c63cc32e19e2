package kr.maeul.web;

class H2GisHostileTest extends HostileContract {}
