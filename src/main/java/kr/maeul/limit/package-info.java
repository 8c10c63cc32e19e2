/** How often something may be tried: the rules, and where they are counted. Knows no HTTP. */
package kr.maeul.limit;
