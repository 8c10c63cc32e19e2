/** The access log, and the one watched way to the store. */
package kr.maeul.people.log;
