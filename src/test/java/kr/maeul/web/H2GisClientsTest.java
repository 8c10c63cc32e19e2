package kr.maeul.web;

class H2GisClientsTest extends ClientsContract {}
