/**
 * A layer file as types: what a layer is called, which properties it has, who may see what.
 *
 * <p>Imports no SQL and no HTTP. Everything here is immutable and safe for use by several threads.
 */
package kr.maeul.layer;
