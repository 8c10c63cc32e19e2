/**
 * What a file is by its content, and the files that are refused, with how to save them as what is
 * taken.
 */
package kr.maeul.media.file;
