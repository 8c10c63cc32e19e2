/**
 * The representations of OGC API – Features: what may be asked, and what is answered, from the
 * layer files alone.
 */
package kr.maeul.web.ogc;
