/** What stands in files of others, before a layer makes anything of it. */
package kr.maeul.exchange.read;
