package kr.maeul.web;

class H2GisExportTest extends ExportContract {}
