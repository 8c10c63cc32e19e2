/** The vacant-house finder on the web: its questions are read and its answers written here. */
package kr.maeul.web.finder;
