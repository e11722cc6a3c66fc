/** Whether mail can be sent to an address: RFC 5321 lengths, dot-atom local part, letters of any script. */
export function isEmail(text: string): boolean {
  const parts = /^([^\s@]+)@([^\s@]+)$/u.exec(text);
  if (parts === null || text.length > 254 || parts[1].length > 64) return false;
  const local = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
  const domain =
    /^([\p{L}\p{N}]([\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{N}][\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}]$/u;
  return local.test(parts[1]) && domain.test(parts[2]);
}
