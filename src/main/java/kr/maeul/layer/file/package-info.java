/** Reading layer files, and everything that is wrong with them. */
package kr.maeul.layer.file;
