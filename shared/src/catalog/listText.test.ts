import { expect, it } from 'vitest';
import { levelsOf, levelsText, outsideIdsOf, outsideIdsText } from './listText.ts';

it('levels and outside ids come back as they were written', () => {
  const levels = [
    { name: 'Lower', sections: ['9', '101'] },
    { name: 'Club: east', sections: ['C1'] },
  ];
  expect(levelsOf(levelsText(levels.slice(0, 1)))).toEqual(levels.slice(0, 1));
  expect(levelsOf(' Lower :9; 101,\n\nUpper')).toEqual([levels[0], { name: 'Upper', sections: [] }]);
  const ids = [{ system: 'skybox', id: 'a:1' }];
  expect(outsideIdsOf(outsideIdsText(ids))).toEqual(ids);
});
