/**
 * The command line: serve, import, check layers. Says what it does in Korean and English, briefly.
 */
package kr.maeul.cli;
