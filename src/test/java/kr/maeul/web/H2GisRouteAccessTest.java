package kr.maeul.web;

class H2GisRouteAccessTest extends RouteAccessContract {}
