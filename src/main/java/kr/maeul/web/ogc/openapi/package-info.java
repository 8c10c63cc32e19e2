/** The description of the service as an OpenAPI document. */
package kr.maeul.web.ogc.openapi;
