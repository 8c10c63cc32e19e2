/** Writing features: bodies, conditions, what they were, and many at once. */
package kr.maeul.web.ogc.write;
