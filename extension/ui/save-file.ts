/** Saves a text as a file, where the browser puts downloads. */
export function saveFile(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the blob by then; both browsers take it within the same task.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  });
}
