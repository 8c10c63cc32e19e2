/** Who somebody is: an account, a caller, roles and scopes, secrets. */
package kr.maeul.people.identity;
