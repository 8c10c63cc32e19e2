/** How numbers and units are written in Korean files. */
package kr.maeul.exchange.korea;
